package tailback.laws;

import java.util.stream.Stream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import tailback.laws.OpenNetwork.Node;
import tailback.queueing.Theory;

/**
 * Stations one behind the other (a tandem; Burke 1956) and with ways back (Jackson 1957): each
 * behaves as an M/M/c queue by itself, with the rate that the traffic equations give, even where
 * the customers who come again make its arrivals anything but Poisson.
 */
final class JacksonLaws {

  private static final double MS = 1e6;

  /** Three stations in a row, 0.9, 0.6 and 0.8 busy. */
  private static final Node[] TANDEM = {
    new Node(1 / MS, 0.9 * MS, 1, 0, 1, 0),
    new Node(0, 1.8 * MS, 3, 0, 0, 1),
    new Node(0, 0.8 * MS, 1)
  };

  /** Front, application and database: 0.8, 0.75 and 0.85 busy; each query comes back. */
  private static final Node[] JACKSON = {
    new Node(0.5 / MS, 1.6 * MS, 1, 0, 1, 0),
    new Node(0, 2.4 * MS, 4, 0, 0, 0.6),
    new Node(0, 2.27 * MS, 2, 0, 1, 0)
  };

  private JacksonLaws() {}

  static Stream<Law> all() {
    return Stream.of(
        present("tandem", TANDEM, 0, 60),
        present("tandem", TANDEM, 1, 2),
        present("tandem", TANDEM, 2, 16),
        meanResponse("tandem", TANDEM, 23),
        present("Jackson network", JACKSON, 1, 8),
        present("Jackson network", JACKSON, 2, 78),
        meanResponse("Jackson network", JACKSON, 30));
  }

  /** λ = γ + Pᵀλ: what comes to each station from outside and from the others. */
  private static double[] rates(Node[] nodes) {
    RealMatrix routes = new Array2DRowRealMatrix(nodes.length, nodes.length);
    double[] outside = new double[nodes.length];
    for (int i = 0; i < nodes.length; i++) {
      outside[i] = nodes[i].arrivals();
      for (int j = 0; j < nodes[i].next().length; j++) {
        routes.setEntry(j, i, nodes[i].next()[j]);
      }
    }
    RealMatrix equations = MatrixUtils.createRealIdentityMatrix(nodes.length).subtract(routes);
    return new LUDecomposition(equations)
        .getSolver()
        .solve(MatrixUtils.createRealVector(outside))
        .toArray();
  }

  private static double present(Node[] nodes, int number) {
    Node node = nodes[number];
    return Theory.mmc(rates(nodes)[number], node.service(), node.servers()).present();
  }

  private static Law present(String name, Node[] nodes, int number, long seconds) {
    return new Law(
        "%s, mean number at station %d".formatted(name, number),
        present(nodes, number),
        seconds,
        (seed, length) -> new OpenNetwork(seed, nodes).run(length).present(number));
  }

  private static Law meanResponse(String name, Node[] nodes, long seconds) {
    double outside = 0;
    double present = 0;
    for (int i = 0; i < nodes.length; i++) {
      outside += nodes[i].arrivals();
      present += present(nodes, i);
    }
    return new Law(
        name + ", mean response",
        present / outside, // Little's law
        seconds,
        (seed, length) -> new OpenNetwork(seed, nodes).run(length).meanResponse());
  }
}
