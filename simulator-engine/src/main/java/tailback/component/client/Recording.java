package tailback.component.client;

import java.util.List;

/**
 * A recorded run: arrivals in order of time, each with its endpoint and the values that its steps
 * take with {@code trace COLUMN}.
 *
 * @param file where it came from, for messages
 * @param at arrival times, nanoseconds from the start of the recording, ascending
 * @param request the endpoint of each arrival
 * @param columns the names of the further columns
 * @param values nanoseconds; {@code values[column][arrival]}, -1 where the recording has none
 */
public record Recording(
    String file, long[] at, String[] request, List<String> columns, long[][] values) {}
