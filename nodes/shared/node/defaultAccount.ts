import { InputProblem } from '../form/problem';
import { allOf } from '../form/problems';
import type { CallingContext } from '../graph/wire/n8nTransport';
import { isRecord } from '../record';
import { chosenCredential } from './session/openGraph';
import { adAccountId } from './pickers/ids';
import { adAccountLocator, fromCredential } from './pickers/locators';

/**
 * The one place where From Credential becomes an ad account. Forms are read, items compared and lists filled with the
 * ID in the credential, as if it had been chosen in the step.
 */

const { name } = adAccountLocator;

/** Only the entry of the list itself: an expression that comes out as nothing, or as anything else, is not it. */
export const isFromCredential = (parameter: unknown): boolean =>
	isRecord(parameter) && parameter.mode === 'list' && parameter.value === fromCredential.value;

/**
 * The ad account the node's credential names, `act_` and digits.
 *
 * @throws InputProblem when it names none
 */
export async function accountOfCredential(context: CallingContext): Promise<string> {
	const { defaultAdAccount } = await context.getCredentials(chosenCredential(context));
	if (String(defaultAdAccount ?? '').trim() === '') {
		throw new InputProblem(
			[name],
			'is left at From Credential, and the credential has no Default Ad Account',
			'Choose the ad account in this step, or enter a Default Ad Account in its credential.',
		);
	}
	// As it is: of a number too long to be exact, text would hide that its last digits are somebody else's.
	const account = adAccountId.safeParse(defaultAdAccount);
	if (account.success) return account.data;
	throw new InputProblem(
		[name],
		'is left at From Credential, and the Default Ad Account there is not an ad account ID',
		'Correct it in the credential: act_ and digits, or the digits alone. Or choose the ad account in this step.',
	);
}

/** How a form's values are taken while the account may be the credential's. */
interface Standing {
	/** Puts the credential's ad account in its place; nothing where it names none. */
	readonly standing: <T>(parameter: string, value: T) => T | string | undefined;
	/** Why it names none: told instead of the problem of a form whose ad account is then missing. */
	readonly problemToTell: (problem: InputProblem | null) => InputProblem | null;
}

/**
 * Prepares reading a form: what stands for a parameter's value.
 *
 * @param parameters the node's parameters as the workflow holds them, expressions not evaluated
 */
export async function withDefaultAccount(
	context: CallingContext,
	parameters: Readonly<Record<string, unknown>>,
): Promise<Standing> {
	if (!isFromCredential(parameters[name]))
		return { standing: (_parameter, value) => value, problemToTell: (problem) => problem };
	const accountOrProblem = await accountOfCredential(context).then(
		(account) => ({ account, thrown: undefined }),
		(thrown: unknown) => ({ account: undefined, thrown }),
	);
	const { account, thrown } = accountOrProblem;
	return {
		standing: (parameter, value) => {
			// Where the operation has no such field, nothing is asked for.
			if (parameter !== name || !isFromCredential(value)) return value;
			if (account === undefined && !(thrown instanceof InputProblem)) throw thrown;
			return account;
		},
		problemToTell: (problem) =>
			thrown instanceof InputProblem
				? allOf((problem?.all ?? []).map((one) => (one.field[0] === name ? thrown : one)))
				: problem,
	};
}
