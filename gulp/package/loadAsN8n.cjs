// Run in a process of its own by install.mts: loads a package with n8n-core's loader and writes what n8n then knows.
const { existsSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { setFlagsFromString } = require('node:v8');
const { runInNewContext } = require('node:vm');

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');

/** Bytes in use once everything that can go has gone. */
function heapBytes() {
	collect();
	return process.memoryUsage().heapUsed;
}

const [n8nCore, folder, output] = process.argv.slice(2);
const { PackageDirectoryLoader } = require(n8nCore);

async function main() {
	const loader = new PackageDirectoryLoader(folder);
	const own = () => Object.keys(require.cache).filter((path) => path.startsWith(loader.directory)).length;
	const before = heapBytes();
	await loader.loadAll();
	const atStart = { heapBytes: heapBytes() - before, modules: own() };

	const methodNames = (type, kind) => Object.keys(type.methods?.[kind] ?? {});
	const nodes = Object.values(loader.nodeTypes).map(({ type, sourcePath }) => ({
		description: type.description,
		sourcePath,
		methods: {
			listSearch: methodNames(type, 'listSearch'),
			loadOptions: methodNames(type, 'loadOptions'),
			resourceMapping: methodNames(type, 'resourceMapping'),
		},
	}));
	const credentials = Object.values(loader.credentialTypes).map(({ type, sourcePath }) => ({
		// The loader gives credentials a toJSON for the editor; here the plain fields are wanted.
		description: { ...type, toJSON: undefined },
		sourcePath,
	}));
	// What is read when a node is first used: a file missing there would be found in the middle of someone's workflow.
	const wholes = nodes.map(({ sourcePath }) => join(folder, sourcePath.replace(/\.node\.js$/, '.whole.js')));
	const unused = heapBytes();
	const part = join(folder, 'dist/nodes/part.js');
	if (existsSync(part)) require(part)('shared/node/run');
	const beforeResource = { heapBytes: heapBytes() - unused, modules: own() - atStart.modules };
	for (const whole of wholes.filter(existsSync)) require(whole);
	const atUse = { heapBytes: heapBytes() - unused, modules: own() - atStart.modules };
	writeFileSync(output, JSON.stringify({ nodes, credentials, atStart, beforeResource, atUse }));
}

main().catch((error) => {
	console.error(error.message);
	process.exitCode = 1;
});
