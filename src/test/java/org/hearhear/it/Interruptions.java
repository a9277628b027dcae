package org.hearhear.it;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.AttachingConnector;
import com.sun.jdi.connect.Connector.Argument;
import com.sun.jdi.connect.IllegalConnectorArgumentsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/**
 * Interrupts threads inside a running server, as a container does at its shutdown, through the
 * debugger's interface. Promises that the interrupt was delivered, not that the thread has already
 * seen it. Stateless.
 */
final class Interruptions {
  private Interruptions() {}

  /**
   * Interrupts every thread whose name begins with {@code namePrefix} and returns how many those
   * were; the server must be {@link ServerOptions#openToDebuggers}.
   */
  static int interruptThreads(Server server, String namePrefix) {
    return interruptThreads(server.debugPort(), namePrefix);
  }

  static int interruptThreads(int debugPort, String namePrefix) {
    VirtualMachine machine = attach(debugPort);
    try {
      List<ThreadReference> threads =
          machine.allThreads().stream()
              .filter(thread -> thread.name().startsWith(namePrefix))
              .toList();
      threads.forEach(ThreadReference::interrupt);
      return threads.size();
    } finally {
      machine.dispose();
    }
  }

  private static VirtualMachine attach(int debugPort) {
    AttachingConnector connector =
        Bootstrap.virtualMachineManager().attachingConnectors().stream()
            .filter(candidate -> candidate.name().equals("com.sun.jdi.SocketAttach"))
            .findFirst()
            .orElseThrow();
    Map<String, Argument> arguments = connector.defaultArguments();
    argument(arguments, "hostname").setValue("127.0.0.1");
    argument(arguments, "port").setValue(Integer.toString(debugPort));
    try {
      return connector.attach(arguments);
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
