// Tasks beside the build, which is `n8n-node build`. Each is a module in gulp/; this file only names them.
require('tsx/cjs');

const { dest, series, src } = require('gulp');

const root = __dirname;

/** Ends the task with one readable line a problem, instead of a stack. */
function failOn(problems) {
	if (problems.length === 0) return;
	throw Object.assign(new Error(problems.join('\n')), { showStack: false });
}

function report(paths) {
	for (const path of paths) console.log(`  ${path}`);
}

function task(name, description, run) {
	return Object.assign(run, { displayName: name, description });
}

const spec = task('spec', "Write the field and enum lists of nodes/shared/spec from Meta's SDK", async () =>
	report(await require('./gulp/spec/spec.mts').writeSpec(root)),
);

const specCheck = task('spec:check', 'Fail if those lists are not what the SDK gives', async () =>
	failOn(await require('./gulp/spec/spec.mts').staleSpec(root)),
);

const specLearn = task(
	'spec:learn',
	'Take in a newer SDK: SDK_CLONE=path to a clone of facebook/facebook-java-business-sdk',
	async () => {
		const clone = process.env.SDK_CLONE;
		if (!clone) return failOn(['Name a clone of facebook/facebook-java-business-sdk in SDK_CLONE.']);
		report(await require('./gulp/spec/spec.mts').learnSpec(root, clone));
	},
);

const vendor = task('vendor', 'Compile libraries that n8n does not offer into nodes/shared/vendor', async () =>
	report(await require('./gulp/vendor.mts').writeVendored(root)),
);

const vendorCheck = task('vendor:check', 'Fail if those are not what the installed libraries give', async () =>
	failOn(await require('./gulp/vendor.mts').staleVendored(root)),
);

// `n8n-node build` copies these too; this is for those who run `tsc --watch`.
const assets = task('assets', 'Copy icons and output schemas to dist', () =>
	src(['nodes/**/*.{png,svg}', 'nodes/**/__schema__/**/*.json', 'credentials/**/*.{png,svg}'], {
		base: '.',
		encoding: false,
	}).pipe(dest('dist')),
);

const movingPicture = task(
	'movingPicture',
	'Make the moving picture of the README from pictures of the editor',
	async () => report([await (await import('./gulp/movingPicture.mjs')).writeMovingPicture(root)]),
);

const building = task('building', 'Note which sources a build begins with (its first step)', async () =>
	require('./demo/machine/built.mts').beginBuild(root),
);

const descriptions = task(
	'descriptions',
	'Let n8n load forms as data, and what nodes do when first used (build first)',
	async () => {
		report(require('./gulp/descriptions.mts').writeDescriptions(root));
		report(require('./gulp/joined.mts').joinRooms(`${root}/dist`));
		// The build's last step.
		await require('./demo/machine/built.mts').endBuild(root);
	},
);

const built = task('built', 'Build the package, unless it was built here of these very sources', async () => {
	if (await require('./demo/machine/built.mts').isBuilt(root)) return console.log('  nothing has changed');
	await require('./gulp/run.mts').run('npm', ['run', '--silent', 'build'], { cwd: root });
});

const packCheck = task('pack:check', 'Pack, install, load and scan the package as n8n does (build first)', async () =>
	failOn(await require('./gulp/package/packCheck.mts').packCheck(root)),
);

const check = task('check', 'Lint, types and build, beside each other: what npm test begins with', async () =>
	failOn(await require('./gulp/check.mts').check(root)),
);

const sizes = task('sizes', 'Name the folders and pages that are longer than a reader likes', async () =>
	report(await require('./gulp/sizes.mts').longPlaces(root)),
);

const unconfirmed = task('unconfirmed', 'Number what is marked UNCONFIRMED and write its page', async () =>
	report(require('./gulp/unconfirmed.mts').numberMarks(root)),
);

const update = task('update', 'Write all that follows from the code: columns, stored names, pages, format', async () =>
	report(await require('./gulp/update.mts').update(root)),
);

const owed = task('owed', 'Build, write what follows from the code, and name what a change still owes', async () => {
	const { changeSince, everyFaultCommands, growthInWords, owedBy } = require('./gulp/owed.mts');
	if (!(await require('./demo/machine/built.mts').isBuilt(root)))
		await require('./gulp/run.mts').run('npm', ['run', '--silent', 'build'], { cwd: root });
	report(await require('./gulp/update.mts').update(root));
	const debts = await owedBy(root);
	const change = await changeSince(root, process.env.BASE ?? 'main');
	const page = require('node:fs').readFileSync(`${root}/docs/development/every-fault.md`, 'utf8');
	report([growthInWords(change), ...everyFaultCommands(change, page)]);
	report(await require('./gulp/sizes.mts').longPlaces(root));
	failOn(debts);
});

module.exports = {
	spec,
	'spec:check': specCheck,
	'spec:learn': specLearn,
	vendor,
	'vendor:check': vendorCheck,
	assets,
	building,
	built,
	check,
	descriptions,
	movingPicture,
	owed,
	sizes,
	unconfirmed,
	update,
	'pack:check': packCheck,
	default: series(specCheck, vendorCheck, packCheck),
};
