import { contextBridge, ipcRenderer } from 'electron';
import type { AgentApi } from '../../core/contract.ts';
import { channels } from './channels.ts';

/** All that the window's page gets to see of this PC: the contract, and no way around it. */
const api: AgentApi = {
  request: (name, ...args) => ipcRenderer.invoke(channels.request, name, args),
  on(_name, listen) {
    // Without Electron's event, which would hand its sender to the page.
    const hear = (_event: unknown, ...told: Parameters<typeof listen>): void => listen(...told);
    ipcRenderer.on(channels.snapshot, hear);
    void ipcRenderer.invoke(channels.listen);
    return () => void ipcRenderer.off(channels.snapshot, hear);
  },
};

contextBridge.exposeInMainWorld('counterfoil', api);
