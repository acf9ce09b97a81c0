const { createRequire } = require('node:module');

/** n8n's log, silent here (n8nSettings.js), looks up for each line who wrote it. */
module.exports = function keepNoLog() {
	const { Logger } = createRequire(require.resolve('n8n-core'))('@n8n/backend-common');
	Logger.prototype.log = () => undefined;
};
