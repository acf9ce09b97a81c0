import { parseArgs } from 'node:util';

import { Trouble } from './trouble.mts';

export interface Options {
	port: number;
	emulatorPort: number;
	mailPort: number;
	once: boolean;
	fresh: boolean;
	remove: boolean;
}

const USAGE = `npm run demo -- [options]
  --port N           port of n8n's editor (5678)
  --emulator-port N  port of the emulator (7080)
  --mail-port N      port of the page with the mails that workflows send (7081); the mail server has the next
  --once             stop after the first workflow, with its exit status
  --fresh            forget what earlier demos left (workflows you saved, the login)
  --remove           delete all that demos have left, n8n itself (3 GB) included`;

function portOf(text: string, option: string): number {
	const port = Number(text);
	if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
	throw new Trouble(`${option} must be a number from 1 to 65535, not "${text}".`);
}

export function readOptions(args: string[]): Options {
	const read = () => {
		try {
			return parseArgs({
				args,
				options: {
					port: { type: 'string', default: '5678' },
					'emulator-port': { type: 'string', default: '7080' },
					'mail-port': { type: 'string', default: '7081' },
					once: { type: 'boolean', default: false },
					fresh: { type: 'boolean', default: false },
					remove: { type: 'boolean', default: false },
				},
			}).values;
		} catch (error) {
			throw new Trouble(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
		}
	};
	const values = read();
	const options = {
		port: portOf(values.port, '--port'),
		emulatorPort: portOf(values['emulator-port'], '--emulator-port'),
		mailPort: portOf(values['mail-port'], '--mail-port'),
		once: values.once,
		fresh: values.fresh,
		remove: values.remove,
	};
	if (new Set([options.port, options.emulatorPort, options.mailPort, options.mailPort + 1]).size < 4)
		throw new Trouble('--port, --emulator-port, --mail-port and the port after it must differ.');
	return options;
}

/** The first Node with everything this package is built by. */
export function expectNode(version = process.versions.node): void {
	const [major = 0, minor = 0] = version.split('.').map(Number);
	if (major > 20 || (major === 20 && minor >= 15)) return;
	throw new Trouble(`Node ${version} is too old: install Node 20.15 or newer (nodejs.org) and run "npm ci" again.`);
}
