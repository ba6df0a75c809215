package tailback.component.service;

import tailback.queueing.Distribution;

/** An HTTP service of somebody else, such as a payment provider. */
public record ServiceSettings(Distribution time, double failure, int concurrency) {}
