import type { IExecuteFunctions } from 'n8n-workflow';

import { adAccountLocator } from '../../../shared/node/pickers/locators';
import { objectAt } from '../../form/objectFields';
import type { Reason } from '../../policy/decide';
import type { FoundStep } from '../../record/step';

/** An item that could not be used at all, in a run that goes on: its numbers are missing from those of its object. */
export interface LeftOut {
	readonly index: number;
	/** The ID that it names; null where that cannot be read either. */
	readonly object: string | null;
}

export const leftOutAt = (n8n: IExecuteFunctions, index: number): LeftOut => ({ index, object: namedAt(n8n, index) });

function namedAt(n8n: IExecuteFunctions, index: number): string | null {
	try {
		return objectAt(n8n, index);
	} catch {
		return null;
	}
}

/** An item that is about one object, and not about a whole account. */
export interface AboutOne extends LeftOut {
	/** The ad account that it names; null where that cannot be read, or is the credential's. */
	readonly account: string | null;
}

/** Those of the run, whatever becomes of them: an item that failed, or is done, is about its object as well. */
export function itemsAboutOne(n8n: IExecuteFunctions): AboutOne[] {
	return n8n.getInputData().flatMap((_, index) => {
		const read = (of: () => unknown): unknown => {
			try {
				return of();
			} catch {
				return null;
			}
		};
		if (read(() => n8n.getNodeParameter('objectType', index)) === 'account') return [];
		const account = read(() =>
			adAccountLocator.read(n8n.getNodeParameter(adAccountLocator.name, index), [adAccountLocator.name]),
		);
		return [{ ...leftOutAt(n8n, index), account: typeof account === 'string' ? account : null }];
	});
}

/**
 * Why a step that rests on numbers must not be taken: some of them may be those of an item that was left out. Of an
 * item whose object is not known they may be anybody's; of an ad set that no other item names, any campaign's.
 *
 * @param foundSteps all items of the account whose object was found
 */
export function missingFor(one: FoundStep, foundSteps: readonly FoundStep[], left: readonly LeftOut[]): Reason | null {
	if (left.length === 0 || one.step.request.wish.kind !== 'target') return null;
	const { id, kind } = one.target.state;
	const namedBy = (items: readonly FoundStep[]): Set<string> => new Set(items.map(({ step }) => step.named.id));
	const ownNames = namedBy(foundSteps.filter(({ target }) => target.state.id === id)).add(id);
	const allNames = namedBy(foundSteps);
	const mayBeBelow = kind === 'campaign' && one.step.named.kind === 'adSet';
	const ownItem = left.find(({ object }) => object !== null && ownNames.has(object));
	const unknown = left.find(({ object }) => object === null || (mayBeBelow && !allNames.has(object)));
	const missing = ownItem ?? unknown;
	if (missing === undefined) return null;
	const noun = kind === 'campaign' ? 'campaign' : 'ad set';
	const aboutWords = ownItem === undefined ? `may be about this ${noun}` : `is about this ${noun}`;
	const sentence = `Item ${missing.index + 1} of this run ${aboutWords} and could not be used, so that its numbers are missing. Its error says what to correct.`;
	return { guard: 'leftOut', effect: 'held', sentence };
}
