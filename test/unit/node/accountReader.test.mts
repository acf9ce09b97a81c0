import type { GraphClient } from '../../../nodes/shared/graph/client.ts';
import { GraphFailure } from '../../../nodes/shared/graph/error.ts';
import type { GraphRequest } from '../../../nodes/shared/graph/request.ts';
import { accountReader } from '../../../nodes/shared/node/session/session.ts';

const rowOf = (id: string) => ({ id, name: `Name of ${id}`, currency: 'EUR', timezone_name: 'Europe/Berlin' });
const ids = Array.from({ length: 40 }, (_, index) => `act_${index}`);

/** Meta with these accounts in the token's list; every account answers to its own ID. */
function clientOf(listed: readonly string[] | Error) {
	const paths: string[] = [];
	const send = async ({ path }: GraphRequest) => {
		paths.push(path);
		if (path !== 'me/adaccounts') return { body: rowOf(path), headers: {} };
		if (listed instanceof Error) throw listed;
		return { body: { data: listed.map(rowOf) }, headers: {} };
	};
	return { paths, graph: { send, answerFacts: { rowsRepeated: 0 } } as unknown as GraphClient };
}

const factsOf = (id: string) => ({ id, name: `Name of ${id}`, currency: 'EUR', timeZone: 'Europe/Berlin' });

async function readAll(listed: readonly string[] | Error, asked = ids) {
	const { paths, graph } = clientOf(listed);
	const read = accountReader(graph);
	expect(await Promise.all([...asked, ...asked].map(read))).toEqual([...asked, ...asked].map(factsOf));
	return { lists: paths.filter((path) => path === 'me/adaccounts').length, calls: paths.length };
}

it('a few accounts are read singly, each once', async () => {
	expect(await readAll(ids, ids.slice(0, 5))).toEqual({ lists: 0, calls: 5 });
});

it('many come from one list', async () => {
	expect(await readAll(ids)).toEqual({ lists: 1, calls: 5 + 1 });
});

it('those the list lacks are read singly', async () => {
	expect(await readAll(ids.slice(0, 30))).toEqual({ lists: 1, calls: 5 + 1 + 10 });
});

it('all are, where there is no list', async () => {
	const failure = new GraphFailure({ kind: 'permission', message: 'No list', advice: '' });
	expect(await readAll(failure)).toEqual({ lists: 1, calls: 5 + 1 + 35 });
});
