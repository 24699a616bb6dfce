// The entry of the bundle: the shell, which loads each page's script when it is first opened.
import './app/shell';
