package tailback.component.edge;

import java.time.Duration;
import java.util.List;

/** The directives of {@code nginx.conf} that this model honours. */
public record NginxSettings(
    int workerProcesses,
    int workerConnections,
    Duration proxyConnectTimeout,
    Duration proxyReadTimeout,
    List<String> upstream) {}
