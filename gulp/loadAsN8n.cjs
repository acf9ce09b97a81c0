// Run in a process of its own by install.mts: loads a package with n8n-core's loader and writes what n8n then knows.
const { writeFileSync } = require('node:fs');

const [n8nCore, folder, output] = process.argv.slice(2);
const { PackageDirectoryLoader } = require(n8nCore);

async function main() {
	const loader = new PackageDirectoryLoader(folder);
	await loader.loadAll();

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
	writeFileSync(output, JSON.stringify({ nodes, credentials }));
}

main().catch((error) => {
	console.error(error.message);
	process.exitCode = 1;
});
