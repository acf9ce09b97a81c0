// Tasks beside the build, which is `n8n-node build`. Each is one module in gulp/; this file only names them.
require('tsx/cjs');

const { series } = require('gulp');

const root = __dirname;

/** Ends the task with one readable line a problem, instead of a stack. */
function failOn(problems) {
	if (problems.length === 0) return;
	throw Object.assign(new Error(problems.join('\n')), { showStack: false });
}

async function spec() {
	const { writeSpec } = require('./gulp/spec.mts');
	for (const path of await writeSpec(root)) console.log(`  ${path}`);
}
spec.description = "Write the field and enum lists of nodes/shared/spec from Meta's SDK";

async function specCheck() {
	failOn(await require('./gulp/spec.mts').staleSpec(root));
}
specCheck.displayName = 'spec:check';
specCheck.description = 'Fail if those lists are not what the SDK gives';

module.exports = { spec, 'spec:check': specCheck, default: series(specCheck) };
