package tailback.ui.stage;

/**
 * Equal cells in an area.
 *
 * @param columns cells beside each other
 * @param rows cells above each other
 * @param width of a cell with its gap, pixels
 * @param height of a cell with its gap, pixels
 */
record Grid(int columns, int rows, double width, double height) {

  /** The grid of so many cells whose cells are largest, when their width is so many heights. */
  static Grid best(double width, double height, int cells, double aspect) {
    Grid best = null;
    double largest = -1;
    for (int columns = 1; columns <= Math.max(1, cells); columns++) {
      int rows = (Math.max(1, cells) + columns - 1) / columns;
      Grid grid = new Grid(columns, rows, width / columns, height / rows);
      double size = Math.min(grid.width / aspect, grid.height);
      if (size > largest + 1e-9) {
        largest = size;
        best = grid;
      }
    }
    return best;
  }

  /** The cell of that number, row by row, without its gap. */
  Area cell(Area area, int index) {
    double gap = Math.min(6, Math.min(width, height) * 0.08);
    return new Area(
        area.x() + index % columns * width + gap / 2,
        area.y() + index / columns * height + gap / 2,
        width - gap,
        height - gap);
  }
}
