/** natural has types for the list of all stemmers only, and that takes 60 ms of CPU to load; this one takes 15. */
declare module 'natural/lib/natural/stemmers/porter_stemmer.js' {
  const PorterStemmer: { stem(word: string): string };
  export = PorterStemmer;
}
