const { createRequire } = require('node:module');
const { sep } = require('node:path');
const { compileFunction } = require('node:vm');

const { default: Runtime } = require('jest-runtime');

const PACKAGES = `${sep}node_modules${sep}`;

/**
 * Jest loads everything anew for each test file: n8n's engine and Meta's SDK take longer than most tests. Here our own
 * modules are each file's own, as always, and what comes from node_modules is loaded by Node, once a worker.
 * It reaches into Jest's runtime, whose version package.json fixes.
 */
class SharedPackagesRuntime extends Runtime {
	constructor(...details) {
		super(...details);
		if (!this._environment.sharesPackages) return;
		// As Jest does, without a context of its own.
		const { executor } = this;
		executor.compile = (source, filename) => compileFunction(source, executor.injectedModuleParameters, { filename });
	}

	requireModule(from, name, options, isActual) {
		if (this._environment.sharesPackages && !options?.isInternalModule && name && !from.includes(PACKAGES)) {
			const path = this._resolution.isCoreModule(name) ? name : this._resolution.resolveCjs(from, name);
			if (path.includes(PACKAGES)) return createRequire(from)(path);
		}
		return super.requireModule(from, name, options, isActual);
	}
}

module.exports = { __esModule: true, default: SharedPackagesRuntime };
