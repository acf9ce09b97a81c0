import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What Jest sends a worker at the end of a run. */
const END = 2;

const WORKER = `
require(process.argv[2])();
process.on('exit', () => require('node:fs').writeFileSync(process.argv[3], 'tidied up'));
process.on('message', () => setInterval(() => undefined, 1000));
process.send('ready');
`;

test('a worker that Jest ends goes at once, and first calls who listens for its end', async () => {
	const folder = await mkdtemp(join(tmpdir(), 'n8n-nodes-meta-ads-ending-'));
	try {
		const [program, mark] = [join(folder, 'worker.cjs'), join(folder, 'mark.txt')];
		await writeFile(program, WORKER);
		const worker = fork(program, [require.resolve('../../runtime/ending.js'), mark], {
			env: { ...process.env, JEST_WORKER_ID: '1' },
		});
		await once(worker, 'message');
		worker.send([END]);
		const [, signal] = (await once(worker, 'exit')) as [number | null, string];
		expect({ signal, mark: await readFile(mark, 'utf8') }).toEqual({ signal: 'SIGKILL', mark: 'tidied up' });
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
});
