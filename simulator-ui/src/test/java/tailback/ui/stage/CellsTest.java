package tailback.ui.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A request keeps its cell as long as it waits. */
final class CellsTest {

  @Test
  void whoStays_keepsItsCell_whoeverComesAndGoes() {
    Random random = new Random(1);
    Cells cells = new Cells();
    cells.size(50);
    Map<Long, Integer> here = new HashMap<>();
    long next = 1;
    for (int round = 0; round < 2000; round++) {
      here.keySet().removeIf(request -> random.nextInt(4) == 0);
      cells.begin();
      here.forEach((request, cell) -> assertThat(cells.stays(request, cell)).isTrue());
      cells.leave();
      for (int i = random.nextInt(12); i > 0; i--) {
        int cell = cells.enter(next);
        if (here.size() == 50) {
          assertThat(cell).isEqualTo(-1);
        } else {
          assertThat(here).doesNotContainValue(cell);
          here.put(next, cell);
        }
        next++;
      }
      assertThat(cells.occupied()).isEqualTo(here.size());
    }
  }

  @Test
  void emptied_beginsInFrontAgain() {
    Cells cells = new Cells();
    cells.size(10);
    cells.begin();
    cells.enter(1);
    cells.enter(2);
    cells.begin();
    cells.leave();

    assertThat(cells.enter(3)).isZero();
  }
}
