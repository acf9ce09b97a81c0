const { createRequire } = require('node:module');

/** Whether a value is the same after it was written as JSON and read. */
function isJson(value) {
	if (value === null || typeof value === 'string' || typeof value === 'boolean') return true;
	if (typeof value === 'number') return Number.isFinite(value) && !Object.is(value, -0);
	if (typeof value !== 'object') return false;
	if (Array.isArray(value)) return value.every(isJson);
	return Object.getPrototypeOf(value) === Object.prototype && Object.values(value).every(isJson);
}

const MOST_KEPT = 500;

/** What a function without side effects gave, by a description's properties and by what it was asked of them, as JSON. */
class Kept {
	byProperties = new WeakMap();

	/** Everybody gets a copy of their own. */
	get(properties, asked, make) {
		if (!isJson(asked)) return make();
		const texts = this.byProperties.get(properties) ?? new Map();
		this.byProperties.set(properties, texts);
		const key = JSON.stringify(asked);
		const text = texts.get(key);
		if (text !== undefined) return JSON.parse(text);
		const made = make();
		if (texts.size >= MOST_KEPT) texts.clear();
		if (isJson(made)) texts.set(key, JSON.stringify(made));
		return made;
	}
}

/**
 * Each run has n8n fill in the defaults of a form and look what is missing, which takes it longer than to run the node. Here n8n
 * does so once for each form of a node, as both say the same of the same form.
 */
module.exports = function rememberForms() {
	const helpers = createRequire(require.resolve('n8n-core'))('n8n-workflow/dist/cjs/node-helpers.js');
	const { getNodeParameters, getNodeParametersIssues } = helpers;
	const [forms, issues] = [new Kept(), new Kept()];
	helpers.getNodeParameters = (properties, values, defaults, hidden, node, description, options) => {
		const make = () => getNodeParameters(properties, values, defaults, hidden, node, description, options);
		if (options !== undefined || description?.features) return make();
		const { typeVersion = null } = node ?? {};
		return forms.get(properties, [values, defaults, hidden, typeVersion, description?.name ?? null], make);
	};
	helpers.getNodeParametersIssues = (properties, node, description, pinned) => {
		const make = () => getNodeParametersIssues(properties, node, description, pinned);
		if (node.disabled || pinned?.length || description?.features) return make();
		return issues.get(properties, [node.parameters, node.typeVersion ?? null, description?.name ?? null], make);
	};
};
