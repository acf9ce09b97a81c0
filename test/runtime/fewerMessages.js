/** What Jest sends from a worker while a file runs (`PARENT_MESSAGE_CUSTOM` of jest-worker). */
const MEANWHILE = 3;

const isOfOneTest = ([kind, message]) => kind === MEANWHILE && /^test-case-/.test(message?.[0]);

/**
 * A worker sends a message when a test begins and one when it ends, thirty thousand a run, for who draws a line that moves.
 * What each came to is sent again when its file ends, and only that is looked at here.
 */
module.exports = function sendFewerMessages() {
	if (process.send === undefined || process.env.JEST_WORKER_ID === undefined) return;
	const send = process.send.bind(process);
	process.send = (message, ...more) => (isOfOneTest(message) ? true : send(message, ...more));
};
