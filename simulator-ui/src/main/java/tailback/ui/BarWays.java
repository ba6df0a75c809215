package tailback.ui;

/** What the bar on top does with a workbench. */
record BarWays(Workbench bench, Leaving leaving) implements TopBar.Ways {

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
    bench.alone(Opening.Mode.EXPLORE);
  }

  @Override
  public void compare() {
    bench.chooseComparison();
  }

  @Override
  public void incident() {
    bench.alone(Opening.Mode.INCIDENT);
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
  public void panels() {
    bench.toggleSides();
  }

  @Override
  public void mark() {
    bench.timeline().mark();
  }

  @Override
  public void fades() {
    bench.reducedMotion(!bench.reducedMotion());
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
