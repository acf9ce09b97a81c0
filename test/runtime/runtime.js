const { statSync } = require('node:fs');
const { createRequire } = require('node:module');
const { join, sep } = require('node:path');
const { Script } = require('node:vm');

const { default: Runtime } = require('jest-runtime');

const endAtOnce = require('./ending');
const sendFewerMessages = require('./fewerMessages');
const optimizeLater = require('./laterOptimizing');
const oneMatcher = require('./oneMatcher');
const keepNoLog = require('./quietLog');
const rememberForms = require('./rememberedForms');
const RunningTest = require('./runningTest');
const askWithoutConnection = require('./withoutConnection');
const useRememberedOffsets = require('./zoneOffsets');

optimizeLater();
endAtOnce();
sendFewerMessages();
useRememberedOffsets();
askWithoutConnection();

const PACKAGES = `${sep}node_modules${sep}`;

/** Each module of ours as it was compiled for the first test file of this worker, and of which text. */
const compiled = new Map();

/** As Jest compiles a module, but in no context of its own, and once a worker: every call gives a new function of the same script. */
function compile(source, filename, parameters) {
	const known = compiled.get(filename);
	if (known?.source === source) return known.script.runInThisContext();
	const head = `(function (${parameters.join(', ')}) {`;
	// So that places in the module's first line are told as they are.
	const script = new Script(`${head}${source}\n})`, { filename, columnOffset: -head.length });
	compiled.set(filename, { source, script });
	return script.runInThisContext();
}

const EMULATOR = join(__dirname, '../../emulator', sep);

/** The emulator's modules, once a worker: what differs from test file to test file is in its worlds alone. */
const emulator = new Map();

function loadEmulator(path, load) {
	if (!emulator.has(path)) emulator.set(path, load());
	return emulator.get(path);
}

/** What became of each module of ours, and when its file was last changed. */
const transformed = new Map();

/** Jest reads every module's file again for every test file, which costs more than to compile it. */
function rememberTransforms(transformCache) {
	const transform = transformCache.transform.bind(transformCache);
	// So that a later file's failures name the emulator's own lines, too.
	for (const [filename, { file }] of transformed)
		if (emulator.has(filename) && file.sourceMapPath) transformCache.sourceMaps.set(filename, file.sourceMapPath);
	transformCache.transform = (filename, options) => {
		if (options?.isInternalModule) return transform(filename, options);
		const { mtimeMs } = statSync(filename);
		const known = transformed.get(filename);
		if (known?.mtimeMs !== mtimeMs) {
			const code = transform(filename, options);
			transformed.set(filename, { mtimeMs, file: transformCache.transforms.get(filename) });
			return code;
		}
		const { code, sourceMapPath } = known.file;
		transformCache.transforms.set(filename, known.file);
		if (sourceMapPath) transformCache.sourceMaps.set(filename, sourceMapPath);
		return code;
	};
}

let isHooked = false;

/** What comes from node_modules, once a worker. */
function loadPackage(name, from, path) {
	const loaded = createRequire(from)(path);
	if (name === 'n8n-core' && !isHooked) {
		isHooked = true;
		keepNoLog();
		rememberForms();
	}
	return loaded;
}

/** What Jest's own modules, which are each test file's too, get instead of something that costs more than it gives. */
const instead = {
	'node:async_hooks': (hooks) => ({ ...hooks, AsyncLocalStorage: RunningTest }),
	expect: (module) => ({ ...module, expect: oneMatcher(module.expect) }),
};

/**
 * Jest loads everything anew for each test file: n8n's engine and Meta's SDK take longer than most tests. Here our own
 * modules are each file's own, as always, but those of the emulator are kept, and what comes from node_modules is loaded
 * by Node: once a worker.
 * It reaches into Jest's runtime, whose version package.json fixes.
 */
class SharedPackagesRuntime extends Runtime {
	constructor(...details) {
		super(...details);
		if (!this._environment.sharesPackages) return;
		const { executor } = this;
		executor.compile = (source, filename) => compile(source, filename, executor.injectedModuleParameters);
		rememberTransforms(executor.transformCache);
	}

	requireModule(from, name, options, isActual) {
		const loaded = () => super.requireModule(from, name, options, isActual);
		if (!this._environment.sharesPackages) return loaded();
		if (options?.isInternalModule) return instead[name]?.(loaded()) ?? loaded();
		if (name && !from.includes(PACKAGES)) {
			const path = this._resolution.isCoreModule(name) ? name : this._resolution.resolveCjs(from, name);
			if (path.includes(PACKAGES)) return loadPackage(name, from, path);
			if (path.startsWith(EMULATOR)) return loadEmulator(path, loaded);
		}
		return loaded();
	}
}

module.exports = { __esModule: true, default: SharedPackagesRuntime };
