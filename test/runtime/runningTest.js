/**
 * Which test runs, instead of the AsyncLocalStorage that Jest makes anew for each test file: Node 20 hands the value of
 * every such storage on with every promise, and of all files that a worker has run, which took a seventh of all time. One
 * test runs after the other, so that a variable says the same; only an error that nobody waited for, and that comes when its
 * test is over, is told of the test that runs then.
 */
module.exports = class RunningTest {
	getStore() {
		return this.running;
	}

	run(running, act) {
		const before = this.running;
		this.running = running;
		return act().finally(() => {
			this.running = before;
		});
	}
};
