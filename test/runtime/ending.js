/** What Jest sends a worker at the end of a run (`CHILD_MESSAGE_END` of jest-worker). */
const END = 2;

/** Pipes to whoever started it are all that a worker has open between two test files. */
const isOwn = (resource) => resource === 'PipeWrap' || resource === 'TTYWrap';

/**
 * Jest waits half a second for its workers to end, says that one has left something open where it takes longer, and kills
 * it. On a busy machine the end of a process with hundreds of megabytes takes longer, with nothing left open. A worker
 * therefore goes at once when Jest says so, and says by name what is open. Who listens for its end is called first: an n8n
 * that several test files share, and its folder, go with the worker.
 */
module.exports = function endAtOnce() {
	if (process.send === undefined || process.env.JEST_WORKER_ID === undefined) return;
	process.prependListener('message', ([kind]) => {
		if (kind !== END) return;
		const open = process.getActiveResourcesInfo().filter((resource) => !isOwn(resource));
		if (open.length > 0) console.error(`A test file has left open: ${open.join(', ')}`);
		process.emit('exit', 0);
		process.kill(process.pid, 'SIGKILL');
	});
};
