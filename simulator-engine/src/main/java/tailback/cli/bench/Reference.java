package tailback.cli.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The reference: the same models in C++ on {@code std::priority_queue}, compiled here and now. */
final class Reference implements AutoCloseable {

  private static final List<String> SOURCES = List.of("ref.cpp", "queues.hpp", "rng.hpp");
  private static final String COMPILER = "g++";

  private final Path folder;
  private final String name;

  private Reference(Path folder, String name) {
    this.folder = folder;
    this.name = name;
  }

  /** Compiles it; null where there is no C++ compiler. */
  static Reference compile() throws IOException {
    String version;
    try {
      version = Program.run(List.of(COMPILER, "-dumpfullversion")).get(0);
    } catch (IOException e) {
      return null;
    }
    Path folder = Files.createTempDirectory("tailback-reference");
    Reference reference =
        new Reference(folder, "C++ std::priority_queue, " + COMPILER + " " + version + " -O3");
    for (String source : SOURCES) {
      Shipped.copy(source, folder);
    }
    String program = reference.program();
    String source = folder.resolve(SOURCES.get(0)).toString();
    Program.run(List.of(COMPILER, "-std=c++17", "-O3", "-o", program, source));
    return reference;
  }

  private String program() {
    return folder.resolve("ref").toString();
  }

  /** What it is and what it was compiled with. */
  String name() {
    return name;
  }

  /** Units a second, of so many rounds. */
  List<Double> rounds(Workload workload, int rounds) throws IOException {
    List<String> command = new ArrayList<>(List.of(program()));
    command.addAll(workload.reference(rounds));
    return Program.rounds(command);
  }

  @Override
  public void close() throws IOException {
    Shipped.delete(folder);
  }
}
