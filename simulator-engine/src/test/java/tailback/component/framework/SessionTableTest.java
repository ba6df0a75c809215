package tailback.component.framework;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A map from numbers to numbers. */
final class SessionTableTest {

  @Test
  void table_isAMap() {
    SessionTable table = new SessionTable();
    Map<Long, Integer> oracle = new HashMap<>();
    for (long i = 0; i < 20_000; i++) {
      long session = i * i % 7919 << 20 | i % 3;
      int place = (int) (i % 11) + 1;
      assertThat(table.get(session)).isEqualTo(oracle.getOrDefault(session, 0));
      table.put(session, place);
      oracle.put(session, place);
    }
    oracle.forEach((session, place) -> assertThat(table.get(session)).isEqualTo(place));
  }
}
