const { IANAZone } = require('luxon');

const SECOND = 1000;
const HOUR = 3600 * SECOND;

/** Hours that are kept of a zone: two years. Simulations live in fewer days. */
const MOST = 17_520;

/**
 * Luxon asks the system for a zone's offset each time, which takes as long as thirty of these. n8n's engine, the nodes and
 * the emulator ask for the same hours again and again: here each is asked for once a worker. An hour in which the
 * clock changes, at whichever minute, is asked for each time.
 *
 * @param offset luxon's own method
 */
function rememberOffsets(offset) {
	const zones = new Map();
	/** The offset of the whole hour; null where it changes meanwhile. */
	const ofHour = (zone, hour) => {
		const first = offset.call(zone, hour * HOUR);
		return first === offset.call(zone, (hour + 1) * HOUR - SECOND) ? first : null;
	};
	return function remembered(moment) {
		const hour = Math.floor(moment / HOUR);
		if (!this.isValid || Number.isNaN(hour)) return Number.NaN;
		if (!zones.has(this.name)) zones.set(this.name, new Map());
		const hours = zones.get(this.name);
		if (!hours.has(hour)) {
			if (hours.size >= MOST) hours.clear();
			hours.set(hour, ofHour(this, hour));
		}
		return hours.get(hour) ?? offset.call(this, moment);
	};
}

module.exports = function useRememberedOffsets() {
	IANAZone.prototype.offset = rememberOffsets(IANAZone.prototype.offset);
};
