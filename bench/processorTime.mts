/**
 * One of the measurements of processor time, in a process of its own: what other measurements leave behind would be collected
 * at its cost, which halved some figures. Prints one line of JSON. Argument: its name.
 */
import { measureDecisions } from './decisions.mts';
import { measureFlattening } from './flattening.mts';
import { measureEvents } from './conversions/events.mts';
import { measureContacts } from './people/contacts.mts';

const measurements: Readonly<Record<string, () => unknown>> = {
	contacts: () => measureContacts(1_000_000),
	decisions: measureDecisions,
	events: async () => await measureEvents(100_000),
	flattening: measureFlattening,
};

const [name = ''] = process.argv.slice(2);
const result = JSON.stringify(await measurements[name]?.());
// The emulator of the flattening may still have connections open.
process.stdout.write(result, () => process.exit(0));
