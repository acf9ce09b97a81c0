/**
 * Which way imports may go (docs/development/architecture.md); types count as well. `npm run lint` checks it: depcruise over nodes,
 * credentials, emulator, demo, gulp, bench and selfcheck.
 */

/** The rooms a report goes through, the upper ones first: each may use those below it. */
const reportRooms = [['deliver', 'started'], ['read'], ['form'], ['rows'], ['breakdowns'], ['facts']];

const reportRules = reportRooms.flatMap((rooms, level) => {
	const below = reportRooms.slice(level + 1).flat();
	return rooms.map((room) => ({
		name: `reports-${room}-uses-lower-rooms`,
		comment: `nodes/MetaInsights/${room} may import ${below.join(', ') || 'no other room of the node'}.`,
		severity: 'error',
		from: { path: `^nodes/MetaInsights/${room}/` },
		to: { path: '^nodes/MetaInsights/', pathNot: `^nodes/MetaInsights/(${[room, ...below].join('|')})/` },
	}));
});

/**
 * What n8n offers to an installed package (gulp/package/offered.mts); everything else is missing on a user's machine. It has p-limit
 * as well, each of whose limits stays with its last result until the whole heap is collected: nodes/shared/lanes.ts instead.
 */
const offered = ['n8n-workflow', 'luxon', 'lodash', 'zod'];

module.exports = {
	forbidden: [
		{
			name: 'no-circles',
			comment: 'Files that need each other, if only for types, are one file or lack a third one.',
			severity: 'error',
			from: {},
			to: { circular: true },
		},
		{
			name: 'no-circles-of-folders',
			comment: 'Folders that need each other are one room, or lack a third one that both stand on.',
			severity: 'error',
			scope: 'folder',
			from: { path: '^nodes' },
			to: { circular: true },
		},
		{
			name: 'nodes-apart',
			comment: 'A node imports no other node; what two of them need is in nodes/meta or nodes/shared.',
			severity: 'error',
			from: { path: '^nodes/(Meta[^/]+)/' },
			to: { path: '^nodes/', pathNot: '^nodes/($1|meta|shared)/' },
		},
		{
			name: 'meta-uses-shared',
			comment: 'nodes/meta knows nothing of the nodes, nor of anything outside nodes/.',
			severity: 'error',
			from: { path: '^nodes/meta/' },
			to: { pathNot: '^(nodes/(meta|shared)/|node_modules/|(node:)?crypto$)' },
		},
		{
			name: 'shared-uses-nothing',
			comment: 'nodes/shared is the lowest floor.',
			severity: 'error',
			from: { path: '^nodes/shared/' },
			to: { pathNot: '^(nodes/shared/|node_modules/|(node:)?crypto$)' },
		},
		{
			name: 'emulator-alone',
			comment: 'The emulator is written apart from the nodes, so that a mistake of theirs is not its own.',
			severity: 'error',
			from: { path: '^emulator/' },
			to: { path: '^(nodes|test|demo|bench|selfcheck)/' },
		},
		{
			name: 'read-when-used',
			comment: 'What only one operation of many does, and is large, is read when that operation runs: by import().',
			severity: 'error',
			from: { path: '^nodes/' },
			to: { path: '/(rotate/rotateAds|selfCheck/checking)\\.ts$', dynamic: false },
		},
		{
			name: 'resource-read-when-used',
			comment:
				'A step reads the one resource it runs (gulp/descriptions.mts): only the node itself needs the list of all.',
			severity: 'error',
			from: { path: '^nodes/', pathNot: '\\.node\\.ts$' },
			to: { path: '^nodes/Meta[^/]+/operations\\.ts$' },
		},
		{
			name: 'reports-resolve-the-form-once',
			comment:
				'deliver, started and read get what the form was resolved into (form/resolvedReport.ts), never the form.',
			severity: 'error',
			from: { path: '^nodes/MetaInsights/(deliver|started|read)/' },
			to: { path: '^nodes/MetaInsights/form/(reportForm|columns/)' },
		},
		...reportRules,
		{
			name: 'offered-modules',
			comment:
				'Published code has relative paths, crypto, and the modules n8n offers; others are compiled in by gulp vendor.',
			severity: 'error',
			from: { path: '^(nodes|credentials)/' },
			to: { pathNot: `^((nodes|credentials)/|node_modules/(${offered.join('|')})/|(node:)?crypto$)` },
		},
	],
	options: {
		tsPreCompilationDeps: true,
		// It extends tsconfig.json, and finds what the nodes import as well as the programs.
		tsConfig: { fileName: 'tsconfig.tooling.json' },
		doNotFollow: { path: 'node_modules' },
		exclude: { path: '^dist/' },
	},
};
