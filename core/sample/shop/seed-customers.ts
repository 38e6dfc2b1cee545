import { chance } from './random.ts';
import type { Customer } from './records.ts';

const FIRST = [
  'Amelia',
  'Oliver',
  'Priya',
  'George',
  'Isla',
  'Mohammed',
  'Grace',
  'Callum',
  'Niamh',
  'Tomasz',
  'Ruth',
  'Dev',
  'Eleanor',
  'Kwame',
  'Harriet',
  'Jack',
  'Sinead',
  'Ben',
  'Yasmin',
  'Peter',
];
const LAST = [
  'Hartley',
  'Bennett',
  'Shah',
  'Ackroyd',
  'Fraser',
  'Khan',
  'Whitaker',
  'Doyle',
  'Lister',
  'Nowak',
  'Sugden',
  'Patel',
  'Thackray',
  'Mensah',
  'Oldroyd',
  'Price',
  'Byrne',
  'Crossley',
  'Aziz',
  'Lund',
];
const STREETS = [
  'Beech Grove',
  'Chapel Street',
  'Otley Road',
  'Park Row',
  'Station Road',
  'Vicarage Lane',
  'Garden Terrace',
  'North Parade',
];
const TOWNS = [
  ['Leeds', 'LS6 3AA'],
  ['York', 'YO24 1AB'],
  ['Harrogate', 'HG1 2RB'],
  ['Sheffield', 'S11 8TZ'],
  ['Manchester', 'M20 2WS'],
  ['Edinburgh', 'EH9 1QR'],
  ['Bristol', 'BS6 5JL'],
  ['Norwich', 'NR2 3DD'],
] as const;

/** Forty people; `.example` addresses and numbers Ofcom keeps for drama, so none can be a real person's. */
export function customersFor(opened: number, seedNumber: number): Customer[] {
  const luck = chance(seedNumber * 7919);
  const at = Math.floor(opened / 1000) * 1000;
  return Array.from({ length: 40 }, (_unused, i): Customer => {
    const firstName = FIRST[i % FIRST.length] ?? 'Alex';
    const lastName = LAST[(i * 7 + Math.floor(i / 20)) % LAST.length] ?? 'Marsh';
    const [city, zip] = luck.of(TOWNS);
    return {
      id: 6_210_000_000_501 + i,
      firstName,
      lastName,
      email: `${firstName}.${lastName}${i + 1}@mail.example`.toLowerCase(),
      phone: luck.oneIn(3) ? `+447700900${String(100 + i)}` : null,
      note: null,
      tags: luck.oneIn(6) ? ['trade'] : [],
      createdAt: at + i * 86_400_000,
      updatedAt: at + i * 86_400_000,
      address: {
        id: 8_110_000_000_601 + i,
        firstName,
        lastName,
        company: luck.oneIn(9) ? `${lastName} Interiors` : null,
        address1: `${luck.whole(1, 120)} ${luck.of(STREETS)}`,
        address2: null,
        city,
        zip,
        country: 'United Kingdom',
        countryCode: 'GB',
        phone: null,
      },
    };
  });
}
