import { GraphFailure } from '../shared/graph/error';
import type { Operation } from '../shared/node/operation';

/** Terms not accepted, for the ad account or for its business (Marketing API, "Error codes"; 2655: field). */
const isAboutTerms = ({ meta }: GraphFailure): boolean => meta?.code === 2655 || meta?.subcode === 1870034 || meta?.subcode === 1870090;

const linkFor = (account: string): string => `https://business.facebook.com/ads/manage/customaudiences/tos/?act=${account.replace(/^act_/, '')}`;

/** The same failure with the address of the page where the terms of this very ad account are accepted. */
export function withTermsLink<Failure extends Error>(failure: Failure, account: string): Failure | GraphFailure {
	if (!(failure instanceof GraphFailure) || !isAboutTerms(failure)) return failure;
	// A space after the address: with a full stop at its end some mail and chat programs make a broken link of it.
	const advice = `A person who works in this ad account must accept them once at ${linkFor(account)} – a system user cannot. Then run the step again.`;
	return failure.with({ advice });
}

/** An operation whose failures about the terms lead to the page of the item's own ad account. */
export function tellingTerms(operation: Operation): Operation {
	return {
		...operation,
		async perform(session, jobs, settings) {
			const verdicts = await operation.perform(session, jobs, settings);
			return verdicts.map((verdict, index) => {
				const { adAccount } = jobs[index].params as { adAccount?: unknown };
				return verdict?.failure === undefined || typeof adAccount !== 'string' ? verdict : { failure: withTermsLink(verdict.failure, adAccount) };
			});
		},
	};
}
