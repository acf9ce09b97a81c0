import type { IExecuteFunctions } from 'n8n-workflow';

import { versionEnding } from '../spec';
import { tagless } from '../words';
import { accountOfCredential, isFromCredential } from './defaultAccount';
import type { Operation } from './operation';
import { runSummary, type EndedRun } from './runSummary';
import type { Session } from './session/session';

/** Percent of a quota from which people should know. */
const NEARLY_FULL = 80;

/** Which ad account From Credential is, as far as no call is needed for it. */
async function accountUsed(context: IExecuteFunctions): Promise<string | false> {
	if (!isFromCredential(context.getNode().parameters.adAccount)) return false;
	const account = await accountOfCredential(context).catch(() => null); // The items' own failure says why.
	return account !== null && `From Credential is ad account ${account}.`;
}

/** What people should know of a run besides its rows, shown under the output. */
export async function tellHints(
	context: IExecuteFunctions,
	session: Session,
	emulator: boolean,
	operation: Operation,
	run: EndedRun,
): Promise<void> {
	const {
		graph: { answerFacts, version, health },
		now,
		dryRun,
	} = session;
	const { versionWarning, fullestQuota, rowsRepeated } = answerFacts;
	const { calls, errors, strain } = health;
	const hints = [
		runSummary(session, operation, run),
		await accountUsed(context),
		emulator && 'These results come from the local emulator, not from Meta.',
		dryRun && 'Nothing was changed: as a tool this node only checks until a person switches Allow Changes on.',
		versionEnding(version, now()) ??
			(versionWarning !== undefined && `Meta warns that the API version in the credential ends: ${versionWarning}`),
		fullestQuota >= NEARLY_FULL &&
			`Meta’s call limit is ${Math.round(fullestQuota)} % used. Fewer or later runs avoid waiting.`,
		strain !== 'none' &&
			`Meta refused ${errors} of the last ${calls} calls of this app. From 15 % errors on, it takes Full access back. Correct or stop what fails.`,
		rowsRepeated > 0 &&
			`Meta gave rows again that it had given before (${rowsRepeated}): the list changed while it was read. Each is here once. Another may have been passed over; to be sure, run the step again.`,
	];
	for (const message of hints)
		if (message) context.addExecutionHints({ message: tagless(message), location: 'outputPane', type: 'info' });
}
