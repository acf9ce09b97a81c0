import type { AccountFacts, Session } from '../../shared/node/session';

/** Lines for the output pane, once each. With several items they say which account they are about. */
export function teller(session: Session, account: AccountFacts): (sentence: string) => void {
	const told = new Set<string>();
	const about = session.n8n.getInputData().length > 1 ? `${account.name || account.id}: ` : '';
	return (said) => {
		const sentence = `${about}${said}`;
		if (told.has(sentence)) return;
		told.add(sentence);
		session.n8n.addExecutionHints({ message: sentence, location: 'outputPane', type: 'info' });
	};
}
