import { compareReport } from './compareReport.mts';

process.stdout.on('error', () => process.exit()); // whoever reads has had enough
try {
	const found = await compareReport(process.argv[2], (text) => void process.stdout.write(`${text}\n`));
	process.exitCode = found > 0 ? 1 : 0;
} catch (error) {
	process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
	process.exitCode = 2;
}
