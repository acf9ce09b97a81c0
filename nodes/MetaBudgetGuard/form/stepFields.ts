import { assumeDefault, notice, runWide, shownWhen, type Field } from '../../shared/form/field';
import type { Decimal } from '../../shared/form/decimal';
import { decimal, exactNumber, toggle } from '../../shared/form/kinds';
import { isEmpty } from '../../shared/form/problem';
import type { Wish } from '../policy/request';
import { LONGEST_DAYS } from '../record/proposalColumn';
import { shareAt, type EnteredAmount, type ReadValue } from './amounts';
import { undoOf, type UndoColumn } from '../record/undoColumn';

/** Fields that steps of budgets and of bids have alike, and the wish they come to. */

const withoutPercentSign = (entry: unknown): unknown =>
	typeof entry === 'string' ? entry.trim().replace(/%$/, '') : entry;

/** Kept as exact text, as amounts are: a float would round what guards reckon with to the fourth decimal. */
export function percentField(description: string, hint?: string): Field<'percent', Decimal> {
	const exact = exactNumber({
		displayName: 'Percent',
		name: 'percent',
		default: '10',
		description,
		...(hint && { hint }),
	});
	return { ...exact, read: (raw, at) => exact.read(withoutPercentSign(raw), at) };
}

export const dryRunField = toggle({
	displayName: 'Dry Run',
	name: 'dryRun',
	default: true,
	description: 'Whether to only decide, and let Meta check the change. Nothing is changed until you switch this off.',
});

/** How a person approves: the way leads over an output and a second step, which no field names. */
export const approvalNotice = shownWhen(
	{ dryRun: [true] },
	notice({
		name: 'approvalNotice',
		text: 'To approve by email, keep Dry Run on. Connect: output Approval Message → email node (send and wait) → Apply Approved Changes. Drag its columns subject and html into the email, one for each ad account.',
	}),
);

export const validForOption = assumeDefault(
	runWide(
		decimal({
			displayName: 'Proposal Valid For (Hours)',
			name: 'proposalValidFor',
			default: '24',
			least: 1,
			most: 24 * LONGEST_DAYS,
			description: 'How long a dry run’s proposal can be applied by Apply Approved Changes. Default 24.',
		}),
	),
);

interface Wished {
	readonly percent: Decimal | undefined;
	readonly newValue: EnteredAmount | undefined;
	readonly undo: UndoColumn | undefined;
}

/**
 * What is asked by the one field that the chosen change shows.
 *
 * @throws InputProblem at the field
 */
export function enteredWishOf({ percent, newValue, undo }: Wished, read: ReadValue): Wish {
	if (percent !== undefined) return { kind: 'percent', share: shareAt(['percent'], percent) };
	if (newValue !== undefined) return { kind: 'value', value: read(['newValue'], newValue) };
	if (undo !== undefined) return { kind: 'undo', undo: undoOf(undo) };
	throw isEmpty(['change']);
}
