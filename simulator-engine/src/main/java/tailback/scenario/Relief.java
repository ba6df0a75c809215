package tailback.scenario;

import java.util.List;

/**
 * A way to relieve one resource or limit of a scenario and nothing else: more of it, or none of it.
 *
 * @param relieves a resource such as {@code gunicorn.workers}, or the path of a limit such as
 *     {@code reader.lag}
 * @param how what changes, such as {@code workers 4 → 16}
 * @param sets the settings that do it, as {@code --set} takes them
 * @param touchedBy what shows that a run has met it: the name of a resource that was full, of a
 *     counter, or an error in quotes; empty when nothing needs to
 * @param shorter whether it makes work shorter, and adds no room
 */
public record Relief(
    String relieves, String how, List<String> sets, List<String> touchedBy, boolean shorter) {}
