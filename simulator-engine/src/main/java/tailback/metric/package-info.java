/**
 * Statistics of what was measured: latencies, confidence intervals, values over time. It knows the
 * kernel's unit of time, nanoseconds, and nothing of requests.
 */
package tailback.metric;
