import { readOptions } from './options.mts';
import { selfCheck } from './selfCheck.mts';

try {
	await selfCheck(readOptions(process.argv.slice(2)), (text) => void process.stdout.write(`${text}\n`));
} catch (error) {
	process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
	process.exitCode = 1;
}
