import type { GraphObject } from '../../graph/object';
import { assumeDefault, permitting, rewordField, type Field } from '../../form/field';
import { toggle } from '../../form/kinds';
import { InputProblem } from '../../form/problem';
import type { WantedValue } from './wanted';
import { idOf } from '../../reading/cells';

/** A budget more than this many times the present one needs Allow Large Change. */
const LARGE_CHANGE = 2n;

const allowLargeChange = (subject: string) =>
	permitting(
		assumeDefault(
			toggle({
				displayName: 'Allow Large Change',
				name: 'allowLargeChange',
				default: false,
				description: `Whether ${subject}. Off, such changes are refused, because most are typing errors.`,
			}),
		),
	);

/** Templates that still send cents must not spend a hundredfold. */
export const allowLargeChangeOption = allowLargeChange(
	'to allow more than doubling a budget, or doubling or halving an ad set’s bid',
);

/** The same where ROAS floors stand beside them. */
export const allowLargeBidsOption = allowLargeChange(
	'to allow more than doubling a budget, or doubling or halving a bid or ROAS floor',
);

/** The same in the form of a create, where it is for what is there already. */
export const allowLargeUpdateOption = <F extends Field>(option: F): F =>
	rewordField(option, {
		description: `${option.property.description ?? ''} It also applies if If It Exists is Update Existing.`,
	});

const budgets = [
	{ field: 'daily_budget', other: 'lifetime_budget', name: 'dailyBudget', has: 'a lifetime budget' },
	{ field: 'lifetime_budget', other: 'daily_budget', name: 'lifetimeBudget', has: 'a daily budget' },
] as const;

const isSet = (value: unknown): boolean => value !== undefined && value !== null && !['', '0'].includes(String(value));

/** Minor units as Meta shows them; null where nobody can read them. */
const minorOf = (value: unknown): bigint | null =>
	/^\d{1,20}$/.test(idOf(value) ?? '') ? BigInt(idOf(value) ?? '') : null;

const AGAIN = 'Nothing was changed. Run the step again, or change the budget in Ads Manager.';

/** What has the budget, or not. */
interface Holder {
	/** In a sentence: "campaign". */
	readonly noun: string;
	/** Where a budget is if not here: the rest of the sentence that refuses it, and where to change it. */
	readonly elsewhere: string;
	readonly mend: string;
	readonly allowLargeChange: boolean;
}

/**
 * Why a wanted budget does not fit the object as it is now: it has another kind of budget, none at all, or had
 * a much lower one before the run: small steps of several items must not add up to what one item may not do.
 */
export function budgetProblem(
	wantedValues: readonly WantedValue[],
	current: GraphObject,
	atStart: GraphObject,
	{ noun, elsewhere, mend, allowLargeChange }: Holder,
): InputProblem | null {
	for (const { field, other, name, has } of budgets) {
		const want = wantedValues.find((candidate) => candidate.field === field);
		if (want === undefined) continue;
		const path = ['updateFields', name];
		if (isSet(current[other])) {
			return new InputProblem(
				path,
				`cannot be set: this ${noun} has ${has}`,
				`Change that one instead. Meta does not turn one kind of budget into the other on a running ${noun}.`,
			);
		}
		if (!isSet(current[field])) return new InputProblem(path, `cannot be set: ${elsewhere}`, mend);
		const [now, before] = [minorOf(current[field]), isSet(atStart[field]) ? minorOf(atStart[field]) : undefined];
		if (now === null || before === null)
			return new InputProblem(path, 'cannot be compared with the present budget, which cannot be read', AGAIN);
		const base = before !== undefined && before < now ? atStart : current;
		if (!allowLargeChange && BigInt(String(want.value)) > LARGE_CHANGE * (minorOf(base[field]) ?? 0n)) {
			return new InputProblem(
				path,
				`would become more than twice what it is (${want.inWords(base)} → ${want.inWords({ [field]: want.value })})`,
				'If that is meant, switch Allow Large Change on under Options. Amounts are in currency units, not cents.',
			);
		}
	}
	return null;
}
