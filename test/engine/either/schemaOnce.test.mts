import { autoMap, mapped, useMemberBench } from '../support/members.mts';

/** What Meta does with a key that stands twice in a schema is question 42 of docs/development/unconfirmed.md: none does. */

const bench = useMemberBench();

it.each([
	['recognized by their names', autoMap],
	['chosen one by one', mapped({ email: '={{ $json.Email }}', phone: '={{ $json.Phone }}' })],
])('42: no upload names a key twice, from columns %s', async (_how, columns) => {
	const items = [1, 2].map((n) => ({
		...{ Email: `a${n}@example.com`, 'Email 2': `b${n}@example.com`, 'E-Mail privat': `c${n}@example.com` },
		...{ Phone: `+1 650 555 000${n}`, Mobile: `+1 650 555 100${n}`, City: 'Paris', Ort: 'Paris' },
	}));
	const { error } = await bench.change('add', items, { columns });
	expect(error).toBeUndefined();
	const schemas = bench.uploads().map(({ params }) => (JSON.parse(params.payload) as { schema: string[] }).schema);
	expect(schemas.length).toBeGreaterThan(0);
	for (const schema of schemas) expect(new Set(schema).size).toBe(schema.length);
});
