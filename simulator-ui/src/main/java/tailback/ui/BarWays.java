package tailback.ui;

import tailback.ui.incident.Beat;

/** What the bar on top does with a workbench. */
record BarWays(Workbench bench, Workbench.Leaving leaving) implements TopBar.Ways {

  @Override
  public void library() {
    leaving.library();
  }

  @Override
  public void open() {
    leaving.choose();
  }

  @Override
  public void explore() {
    if (bench.session().player().decks().size() > 1) {
      leaving.open(
          bench.session().file(),
          java.util.List.of(bench.session().sets(0)),
          bench.session().now(),
          Opening.Mode.EXPLORE);
    } else {
      bench.explore();
    }
  }

  @Override
  public void compare() {
    bench.chooseComparison();
  }

  @Override
  public void incident() {
    if (bench.session().player().decks().size() > 1) {
      leaving.open(
          bench.session().file(),
          java.util.List.of(bench.session().sets(0)),
          bench.session().now(),
          Opening.Mode.INCIDENT);
    } else {
      bench.playIncident(Beat.PAGE);
    }
  }

  @Override
  public void edit() {
    bench.edit();
  }

  @Override
  public void present() {
    bench.present();
  }

  @Override
  public void theme() {
    leaving.theme();
  }

  @Override
  public void picture() {
    leaving.picture();
  }

  @Override
  public void film() {
    leaving.film();
  }

  @Override
  public void keys() {
    Keys.show(bench);
  }
}
