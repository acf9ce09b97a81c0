import { readFileSync } from 'node:fs';

import { gateAnchor, gateNames, gates, gateUrl, type GateName } from '../../../nodes/shared/gates/gates.ts';
import { classify } from '../../../nodes/shared/graph/error.ts';
import { explanations } from '../../../nodes/shared/graph/explanations/index.ts';
import type { Explanation } from '../../../nodes/shared/graph/explanations/explanation.ts';
import { wordsForFailure } from '../../../nodes/shared/node/outputs.ts';

/** From the text of an error to what opens the gate: by the address in it. */

/** Texts of Meta's by which some refusals are told. */
const sayings = ['User has insufficient privileges on the page'];

function wordsOf({ code, subcode, says }: Explanation) {
	const exact = typeof code === 'number' ? code : code[0];
	const message = sayings.find((one) => says?.test(one)) ?? 'Refused';
	const failure = classify({ code: exact, subcode: subcode ?? undefined, message, blame: [] }, 400);
	return { failure, ...wordsForFailure(failure, { form: {} as never }) };
}

/** What stands below a gate's heading on the page. */
const sections = new Map(
	readFileSync('docs/gates.md', 'utf8')
		.split(/^### /m)
		.slice(1)
		.map((section) => [section.split('\n')[0]?.toLowerCase().replace(/ /g, '-') ?? '', section]),
);

const named = explanations.filter(({ gate }) => gate !== undefined);
it.each(named.map((row) => [row.message, row] as const))(
	'“%s” leads to its own gate’s place on the page, which says what to do',
	(_message, row) => {
		const gate = row.gate as GateName;
		const { failure, description, details } = wordsOf(row);
		expect(failure.message).toBe(row.message);
		expect(description).toContain(`More: ${gateUrl(gate)}`);
		expect(details.gate).toBe(gates[gate].name);
		const section = sections.get(gateUrl(gate).split('#')[1] ?? '');
		expect(section).toContain(gates[gate].remedy);
		expect(section).toContain(gates[gate].blocks);
	},
);

it.each(gateNames)('%s has an address of its own', (name) => {
	expect(sections.has(gateAnchor(name))).toBe(true);
	expect(gateNames.filter((other) => gateUrl(other) === gateUrl(name))).toEqual([name]);
});
