package org.hearhear.it;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.AttachingConnector;
import com.sun.jdi.connect.Connector.Argument;
import com.sun.jdi.connect.IllegalConnectorArgumentsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Interrupts threads inside a running server, as a container does at its shutdown, through the
 * debugger's interface. Promises that the interrupt was delivered, not that the thread has already
 * seen it. For one thread.
 */
final class Interruptions implements AutoCloseable {
  private final VirtualMachine machine;

  private Interruptions(VirtualMachine machine) {
    this.machine = machine;
  }

  /** Attaches to a server that is {@link ServerOptions#openToDebuggers}. */
  static Interruptions of(Server server) {
    AttachingConnector connector =
        Bootstrap.virtualMachineManager().attachingConnectors().stream()
            .filter(candidate -> candidate.name().equals("com.sun.jdi.SocketAttach"))
            .findFirst()
            .orElseThrow();
    Map<String, Argument> arguments = connector.defaultArguments();
    argument(arguments, "hostname").setValue("127.0.0.1");
    argument(arguments, "port").setValue(Integer.toString(server.debugPort()));
    List<VirtualMachine> attached = new ArrayList<>();
    // A JVM takes one debugger at a time, and listens again a while after the last one has left.
    Deadline.soon()
        .until("the JVM listens for a debugger", () -> attach(connector, arguments, attached));
    return new Interruptions(attached.get(0));
  }

  /** Interrupts every thread whose name begins so, and returns how many those were. */
  int interrupt(String namePrefix) {
    List<ThreadReference> threads =
        machine.allThreads().stream()
            .filter(thread -> thread.name().startsWith(namePrefix))
            .toList();
    threads.forEach(ThreadReference::interrupt);
    return threads.size();
  }

  @Override
  public void close() {
    machine.dispose();
  }

  private static boolean attach(
      AttachingConnector connector,
      Map<String, Argument> arguments,
      List<VirtualMachine> attached) {
    try {
      attached.add(connector.attach(arguments));
      return true;
    } catch (ConnectException nobodyListens) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (IllegalConnectorArgumentsException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Argument argument(Map<String, Argument> arguments, String name) {
    Argument argument = arguments.get(name);
    if (argument == null) {
      throw new IllegalStateException("The debugger's connector has no argument " + name);
    }
    return argument;
  }
}
