const { relative, sep } = require('node:path');

const { default: Sequencer } = require('@jest/test-sequencer');

/** Of dear files, on two processors; what has run here before is known better (Jest keeps it). */
const SECONDS = {
	'queue/queue': 120,
	'package/demo': 115,
	'package/what-n8n-stores': 100,
	'editor/wishes': 80,
	'audiences/contact-files': 75,
	'editor/newcomer': 70,
	'editor/nodes-editor': 60,
	'editor/amounts-editor': 55,
	'ads/review-watch': 55,
	'package/hostile-answers': 50,
	'editor/editor': 50,
	'reports/report-workflows': 45,
	'editor/launch-editor': 40,
	'editor/search-editor': 35,
	'money/guard-restart': 33,
	'ads/launch-from-folder': 32,
	'audiences/crm-to-audience': 30,
	'editor/forms-editor': 29,
	'money/dayparting': 28,
	'money/persons-answer': 25,
	'editor/recipe-minutes': 23,
	'money/guarded-scaling': 22,
	'ads/first-campaign': 22,
};

/** Every other one, shorter than those. */
const SHORT = 10;

/**
 * The longest files first also on a fresh clone: one that begins last keeps a single worker busy while the others have nothing left
 * to do. Jest would go by the size of a file there, which says little of how long it takes.
 */
module.exports = class LongestFirst extends Sequencer {
	time(test) {
		const name = relative(__dirname, test.path)
			.replaceAll(sep, '/')
			.replace(/\.test\.mts$/, '');
		return super.time(test) ?? (SECONDS[name] ?? SHORT) * 1_000;
	}
};
