package tailback.scenario;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Reads a scenario file and lays it over the one that it extends, and so on. */
final class Extending {

  private static final int LONGEST = 20;

  private Extending() {}

  /** The file's tree with short forms written out and without {@code extends}. */
  static Node.Mapping read(Path file) {
    return read(file, new ArrayList<>());
  }

  private static Node.Mapping read(Path file, List<Path> chain) {
    chain.add(file);
    Node node = TreeReader.read(file);
    if (!(node instanceof Node.Mapping mapping)) {
      throw new Problem(
          node.place(),
          "a scenario is a map with keys such as traffic, stack and endpoints, not " + node.sort());
    }
    Node.Mapping root = Overlay.longForm(mapping);
    Node other = root.get("extends");
    if (other == null) {
      return root;
    }
    Path base = base(file, other);
    if (chain.stream().anyMatch(link -> same(link, base))) {
      throw new Problem(other.place(), "extends goes round in a circle: " + circle(chain, base));
    }
    if (chain.size() == LONGEST) {
      throw new Problem(other.place(), "extends goes on over more than " + LONGEST + " files");
    }
    try {
      return Overlay.merge(read(base, chain), root.without("extends"));
    } catch (Problem e) {
      if (e.line() == 0 && e.file().equals(base.toString())) {
        throw new Problem(other.place(), "extends: " + e.file() + ": " + e.what(), e.suggestion());
      }
      throw e;
    }
  }

  private static Path base(Path file, Node other) {
    String name = Binder.text(other, "extends");
    try {
      return file.resolveSibling(name).normalize();
    } catch (InvalidPathException e) {
      throw new Problem(other.place(), "extends: " + Words.quote(name) + " names no file");
    }
  }

  private static boolean same(Path a, Path b) {
    return a.toAbsolutePath().normalize().equals(b.toAbsolutePath().normalize());
  }

  private static String circle(List<Path> chain, Path again) {
    int from = 0;
    while (!same(chain.get(from), again)) {
      from++;
    }
    List<Path> circle = new ArrayList<>(chain.subList(from, chain.size()));
    circle.add(circle.get(0));
    return circle.stream().map(Path::toString).collect(Collectors.joining(" → "));
  }
}
