import type { IDataObject } from 'n8n-workflow';

import { gateNames, gates, gateUrl, type GateName } from '../../../shared/gates/gates';
import { textCell } from '../../../shared/reading/cells';
import type { CheckRules } from './checkRules';
import { stateOfGate, type AccessFacts } from './gateStates';

/** The gates of an account in two cells, so that a workflow can branch on them. */
export function gateColumns(facts: AccessFacts, rules: CheckRules): IDataObject {
	const namesIn = (wantedState: string): string =>
		gateNames
			.map((gate) => ({ gate, ...stateOfGate(gate, facts, rules) }))
			.filter(({ state }) => state === wantedState)
			.map(({ gate, reason }) => `${gates[gate].name}: ${reason}`)
			.join('\n');
	return { shutGates: namesIn('shut'), unknownGates: namesIn('unknown') };
}

/** One row a gate, in the order in which people meet them. */
export const gateRows = (facts: AccessFacts, rules: CheckRules): IDataObject[] =>
	gateNames.map((gate) => gateRow(gate, facts, rules));

function gateRow(gate: GateName, facts: AccessFacts, rules: CheckRules): IDataObject {
	const { account } = facts;
	const { name, blocks, look, remedy, takes } = gates[gate];
	const { state, reason } = stateOfGate(gate, facts, rules);
	return {
		gate: name,
		state,
		reason,
		blocks,
		whereToLook: look,
		whatToDo: remedy,
		howLong: takes,
		accountId: account?.id ?? null,
		accountName: textCell(account?.core.value?.name),
		pageUrl: gateUrl(gate),
	};
}
