package tailback.component;

import java.util.List;
import java.util.Map;
import tailback.component.client.TrafficSettings;
import tailback.component.host.HostSettings;
import tailback.program.Step;

/**
 * A deployment and the traffic that it meets: all that a run is made of, apart from its seed and
 * its length. Maps keep the order of the scenario file.
 *
 * @param hosts machines by name
 * @param traffic groups of clients by name
 * @param stack parts, front to back
 * @param endpoints what each kind of request does
 * @param tasks what each kind of background task does
 */
public record Deployment(
    Map<String, HostSettings> hosts,
    Map<String, TrafficSettings> traffic,
    List<Part> stack,
    Map<String, List<Step>> endpoints,
    Map<String, List<Step>> tasks) {}
