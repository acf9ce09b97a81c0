import { markup, styled } from '../render/elements';
import { documentOf } from '../render/page';
import { Words } from '../render/words';
import type { Alert } from './alert';
import { alertNames, isGood, namesOf, sentenceOf } from './words';

/** What is told of one account. */
export interface AccountAlerts {
	readonly account: string;
	readonly currency: string | null;
	readonly alerts: readonly Alert[];
}

/** The one message of a run. */
export interface Message {
	readonly subject: string;
	readonly text: string;
	readonly html: string;
}

const headOf = (alert: Alert): string => `${alertNames[alert.kind][alert.direction]}: ${namesOf(alert)}`;

/** The worst first: what is bad news, and what stands out most. */
const inOrder = (alerts: readonly Alert[]): Alert[] =>
	[...alerts].sort(
		(one, other) => Number(isGood(one)) - Number(isGood(other)) || (one.chance ?? 0) - (other.chance ?? 0),
	);

/** @param accounts those with alerts */
export function messageOf(accounts: readonly AccountAlerts[], locale: string): Message {
	const all = accounts.flatMap(({ alerts }) => inOrder(alerts));
	const [first] = all;
	const more = all.length > 1 ? ` and ${all.length - 1} more` : '';
	const subject = first === undefined ? 'Nothing to report' : `${headOf(first)}${more}`;
	const wordsOf = ({ currency }: AccountAlerts): Words => new Words(locale, currency);
	const texts = accounts.map((account) => {
		const words = wordsOf(account);
		const lines = inOrder(account.alerts).map(
			(alert) => `${headOf(alert)}\n${words.range(alert.since, alert.until)}. ${sentenceOf(alert, words)}`,
		);
		return [account.account.toUpperCase(), ...lines].join('\n\n');
	});
	const sections = accounts.map((account, index) => {
		const words = wordsOf(account);
		const alerts = inOrder(account.alerts).map(
			(alert) =>
				markup`<h2 ${styled('heading')}>${headOf(alert)}</h2><p ${styled('paragraph')}>${words.range(alert.since, alert.until)}. ${sentenceOf(alert, words)}</p>`,
		);
		return markup`<p ${styled(index === 0 ? 'firstAbout' : 'nextAbout')}>${account.account}</p>${alerts}`;
	});
	const title = all.length === 1 ? 'One thing needs attention' : `${all.length} things need attention`;
	return {
		subject,
		text: `${[title, ...texts].join('\n\n')}\n`,
		html: documentOf({ title, locale }, markup`<h1 ${styled('title')}>${title}</h1>${sections}`),
	};
}
