package tailback.ui;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import tailback.cli.incident.Solved;
import tailback.component.Part;
import tailback.ui.incident.IncidentPane;

/** What an incident has the stage do. */
record Watching(Workbench bench) implements IncidentPane.Watching {

  @Override
  public void light(Set<String> names) {
    if (names == null) {
      bench.light(null);
      return;
    }
    Set<String> parts = new HashSet<>(Set.of(""));
    for (Part part : bench.session().scenario(0).deployment().stack()) {
      if (names.contains(part.name()) || part.host() != null && names.contains(part.host())) {
        parts.add(part.name());
      }
    }
    bench.light(parts);
  }

  @Override
  public void look(String part) {
    bench
        .session()
        .scenario(0)
        .deployment()
        .stack()
        .forEach(
            each -> {
              if (each.name().equals(part)) {
                bench.stage(0).view().select(part);
              }
            });
  }

  @Override
  public void compare(String variant) {
    bench.compareWith(variant);
  }

  /** Remembers it as {@code tailback incident} does, if it is one of the library. */
  @Override
  public void solved() {
    Path file = bench.session().file();
    if (file.toAbsolutePath()
        .normalize()
        .startsWith(Library.folder().toAbsolutePath().normalize())) {
      Solved.ofUser().add(Library.name(file));
    }
  }
}
