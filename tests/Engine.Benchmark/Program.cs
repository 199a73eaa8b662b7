using ContactHub.EngineFacts;

Console.WriteLine(await EngineBenchmark.Run());
