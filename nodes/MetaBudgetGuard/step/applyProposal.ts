import { formOf, type ParamsIn } from '../../shared/form/form';
import { InputProblem } from '../../shared/form/problem';
import { optionsField } from '../../shared/node/commonFields';
import { defineOperation } from '../../shared/node/operation';
import { adAccountLocator } from '../../shared/node/pickers/locators';
import type { AccountFacts, Session } from '../../shared/node/session/session';
import { roasFloorAt } from '../../meta/bids';
import { amountIn, orNone, refuseUnlisted } from '../form/amounts';
import { accountCeilingField, ceilingField, proposalGuards } from '../form/guardFields';
import { policyOf, requestOf } from '../form/policy';
import type { LeverName } from '../policy/lever';
import { momentInWords } from '../policy/moment';
import type { Policy } from '../policy/settings';
import { CLOCKS } from '../policy/state';
import { proposalField, type Proposal, type ProposedStep } from '../record/proposalColumn';
import { existing } from '../../shared/lists';
import { approvalsOf, approvedField, approvedNotice, notApproved, type StepApproval } from './approved';
import { performProposals } from './performProposals';
import { bids, roasFloors } from '../state/bids';
import { ownBudgets } from '../state/budgets';
import type { Family } from '../state/family';
import { metaNow } from '../state/read';
import { statuses } from '../state/statuses';
import { APPLIED_LABEL, HELD_LABEL, MESSAGE } from '../steps/row';
import { heldBefore, type PreparedSteps, type GuardStep } from '../record/step';

const form = formOf(
	adAccountLocator,
	proposalField,
	approvedField,
	approvedNotice,
	ceilingField(
		'The highest budget allowed, in the account’s currency. For a lifetime budget, per day left. An approved budget above it is blocked.',
		'Required for increases: the same as in the step that proposed them',
	),
	accountCeilingField,
	...proposalGuards,
	optionsField(),
);

type Params = ParamsIn<typeof form>;

const families: Readonly<Record<LeverName, Family>> = {
	dailyBudget: ownBudgets,
	lifetimeBudget: ownBudgets,
	status: statuses,
	bid: bids,
	roasFloor: roasFloors,
};

/** Limits are those of this form, whatever the proposal was made under. */
function policiesOf({ accountCeiling, ceiling, guards }: Params, account: AccountFacts): (lever: LeverName) => Policy {
	const optional = orNone((path, enteredAmount) => amountIn(path, enteredAmount, account));
	const { bidCeiling, floor, keepLive, lowestRoasFloor } = guards;
	const none = { floor: null, ceiling: null, accountCeiling: null };
	const live = keepLive === undefined ? {} : { keepLive };
	const budget = {
		floor: optional(['guards', 'floor'], floor),
		ceiling: optional(['ceiling'], ceiling),
		accountCeiling: optional(['accountCeiling'], accountCeiling),
	};
	const budgetPolicy = policyOf(guards, { ...budget, ...live });
	const bidPolicy = policyOf(guards, { ...none, ceiling: optional(['guards', 'bidCeiling'], bidCeiling) });
	const lowest =
		lowestRoasFloor === undefined ? null : BigInt(roasFloorAt(['guards', 'lowestRoasFloor'], lowestRoasFloor));
	const floorPolicy = policyOf(guards, { ...none, ceiling: lowest }, false);
	return (lever) => (lever === 'bid' ? bidPolicy : lever === 'roasFloor' ? floorPolicy : budgetPolicy);
}

/** Why it cannot be for this account. */
function refuseOther({ accountId, currency }: Proposal, account: AccountFacts): void {
	const advice = 'Choose the ad account that the proposal was made for.';
	if (accountId !== account.id)
		throw new InputProblem(['proposal'], `is about ${accountId}, not ${account.id}`, advice);
	if (currency === account.currency) return;
	throw new InputProblem(['proposal'], `is in ${currency}, and the ad account in ${account.currency}`, advice);
}

/** Why nothing of it is made, whatever its steps are. */
function refusal({ madeAt, expiresAt }: Proposal, approval: StepApproval, zone: string, now: number) {
	const sentence = notApproved(approval);
	if (sentence !== null) return { guard: 'notApproved', sentence };
	if (madeAt - now > CLOCKS)
		return {
			guard: 'expired',
			sentence: `It says that it was made on ${momentInWords(madeAt, zone)}, which is in the future.`,
		};
	if (now < expiresAt) return null;
	return { guard: 'expired', sentence: `It expired on ${momentInWords(expiresAt, zone)}. Make a new proposal.` };
}

/** @throws InputProblem or GraphFailure */
async function prepare(session: Session, params: Params, approval: StepApproval): Promise<PreparedSteps> {
	const { adAccount, guards, proposal } = params;
	const account = await session.account(adAccount);
	refuseUnlisted(account);
	refuseOther(proposal, account);
	const policyFor = policiesOf(params, account);
	const stepOf = ({
		adSets: restsOn,
		clearLoss: isClearLoss,
		field: lever,
		from,
		objectId: id,
		objectType: kind,
		to,
	}: ProposedStep): GuardStep => ({
		account,
		named: { kind, id },
		family: families[lever],
		policy: policyFor(lever),
		dryRun: session.dryRun,
		request: {
			...requestOf(
				{ kind: 'value', value: BigInt(to), ...(isClearLoss && { isClearLoss }) },
				{ expected: BigInt(from), released: null },
				guards,
			),
			approved: { lever, since: proposal.madeAt, restsOn },
		},
	});
	const steps = proposal.steps.map(stepOf);
	const refusalSentence = refusal(proposal, approval, account.timeZone, metaNow(session));
	if (refusalSentence === null) return { steps, held: null };
	const heldSteps = steps.map((step, index) =>
		heldBefore(step, proposal.steps[index]?.object ?? null, refusalSentence.guard, refusalSentence.sentence),
	);
	return { steps, held: heldSteps };
}

export const applyProposal = defineOperation({
	value: 'applyProposal',
	ownCurrencies: true,
	name: 'Apply Approved Changes',
	action: 'Apply approved changes',
	description:
		'Make the changes of a dry run once a person has approved them. Each is checked again. Anything that has changed since is skipped.',
	effect: 'write',
	stopsSpend: true,
	outputs: [APPLIED_LABEL, HELD_LABEL, MESSAGE],
	form,
	perform: async (session, jobs, settings) => {
		const approvals = approvalsOf(session, jobs);
		return await performProposals(
			session,
			jobs,
			settings,
			async (_session, params, index) =>
				await prepare(session, params, existing(approvals.get(index), `the approval of item ${index}`)),
		);
	},
});
