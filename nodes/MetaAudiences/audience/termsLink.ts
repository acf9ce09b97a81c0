import { audienceTermsUrl } from '../../shared/adsManager';
import { GraphFailure } from '../../shared/graph/error';
import type { Operation } from '../../shared/node/operation';

/** Terms not accepted, for the ad account or for its business (Marketing API, "Error codes"; 2655: field). */
const isAboutTerms = ({ meta }: GraphFailure): boolean =>
	meta?.code === 2655 || meta?.subcode === 1870034 || meta?.subcode === 1870090;

/** The same failure with the address of the page where the terms of this very ad account are accepted. */
function withTermsLink(failure: Error, account: string): Error {
	if (!(failure instanceof GraphFailure) || !isAboutTerms(failure)) return failure;
	// A space after the address: with a full stop at its end some mail and chat programs make a broken link of it.
	const accept = `A person who works in this ad account must accept them once at ${audienceTermsUrl(account)} –`;
	return failure.with({ advice: `${accept} a system user cannot. Then run the step again.` });
}

/** An operation whose failures about the terms lead to the page of the item's own ad account. */
export function tellingTerms(operation: Operation): Operation {
	return {
		...operation,
		async perform(session, jobs, settings) {
			const verdicts = await operation.perform(session, jobs, settings);
			return jobs.map(({ params }, index) => {
				const verdict = verdicts[index];
				const { adAccount } = params as { adAccount?: unknown };
				if (verdict?.failure === undefined || typeof adAccount !== 'string') return verdict;
				return { failure: withTermsLink(verdict.failure, adAccount) };
			});
		},
	};
}
