import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
// electron-builder's own, which edits the Windows program with it.
import { NtExecutable, NtExecutableResource, Resource } from 'resedit';

/** Before the switches in Electron's binary, their format and their number: all on, as Electron comes. */
export const fuseMark = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const fuses = Buffer.concat([Buffer.from(fuseMark), Buffer.from([1, 8]), Buffer.from('11111111')]);
const english = { lang: 1033, codepage: 1200 };

/** A Windows program without code, with the version that a real one tells. */
function windowsProgram(): Buffer {
  const program = NtExecutable.createEmpty(false, false);
  const resources = NtExecutableResource.from(program);
  const version = Resource.VersionInfo.createEmpty();
  version.setStringValues(english, { ProductName: 'Electron' });
  version.outputToResourceEntries(resources.entries);
  resources.outputResource(program);
  program.setExtraData(fuses);
  return Buffer.from(program.generate());
}

/** What an unpacked Electron looks like to electron-builder, for Linux and Windows at once. Nothing in it runs. */
export async function writeStandInDist(folder: string): Promise<void> {
  await mkdir(join(folder, 'locales'), { recursive: true });
  await mkdir(join(folder, 'resources'));
  await writeFile(join(folder, 'electron'), Buffer.concat([Buffer.from('\x7fELF'), fuses]), { mode: 0o755 });
  await writeFile(join(folder, 'electron.exe'), windowsProgram());
  await writeFile(join(folder, 'LICENSE'), 'The licence of Electron');
  for (const language of ['en-US', 'en-GB', 'de']) await writeFile(join(folder, 'locales', `${language}.pak`), '');
}
